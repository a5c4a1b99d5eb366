/** Versions as files, and a lost table made again from what is in the bucket. */
package com.eszoppping.recommendations.recovery;
