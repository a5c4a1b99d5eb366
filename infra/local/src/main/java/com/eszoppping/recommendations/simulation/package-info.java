/** Shoppers who use the API over HTTP as a frontend would, so that an experiment can be watched. */
package com.eszoppping.recommendations.simulation;
