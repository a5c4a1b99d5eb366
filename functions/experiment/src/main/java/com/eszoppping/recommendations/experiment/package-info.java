/** Experiments: what is tried on whom, and what came of it. Values in, values out: no table, no bucket, no clock. */
package com.eszoppping.recommendations.experiment;
