/** Model 1, {@code popular}: products by a rating that trusts many events more than few. */
package com.eszoppping.recommendations.popular;
