/** The training on Apache Spark: the same steps as in one process, each a sum over parts of the log. */
package com.eszoppping.recommendations.spark;
