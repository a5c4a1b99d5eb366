/** Lambda expressions as plain classes, made when a function is built and not each time that it starts. */
package com.eszoppping.recommendations.desugar;
