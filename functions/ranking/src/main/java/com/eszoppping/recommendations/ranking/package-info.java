/** The vocabulary of lists, and what happens at request time: which lists answer a visit, in which order they fill it. */
package com.eszoppping.recommendations.ranking;
