/** How fast a request is answered, against the limit: one raw read of the table. */
package com.eszoppping.recommendations.bench;
