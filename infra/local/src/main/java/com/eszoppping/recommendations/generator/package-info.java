/** Generates a believable store of electronics and computer games: invented data, for demonstrations and for tests. */
package com.eszoppping.recommendations.generator;
