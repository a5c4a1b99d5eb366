/** What a version learns about its own models: their parameters, chosen on a validation slice of its training data. */
package com.eszoppping.recommendations.tuning;
