/** How good models are: an honest split by time, figures with intervals, baselines in the same run. */
package com.eszoppping.recommendations.evaluation;
