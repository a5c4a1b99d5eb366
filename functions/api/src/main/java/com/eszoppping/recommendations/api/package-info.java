/** The API that the store's frontend calls: from an HTTP event through one read of the table to JSON. */
package com.eszoppping.recommendations.api;
