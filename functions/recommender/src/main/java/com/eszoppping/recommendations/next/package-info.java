/** Model 3, {@code next}: what visitors look at after a product. */
package com.eszoppping.recommendations.next;
