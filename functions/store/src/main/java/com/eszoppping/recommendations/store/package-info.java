/** Versions of recommendations in a table: publishing, switching and reading them. */
package com.eszoppping.recommendations.store;
