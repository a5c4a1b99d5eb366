/** One training: from the store's logs through the models to a published version. */
package com.eszoppping.recommendations.training;
