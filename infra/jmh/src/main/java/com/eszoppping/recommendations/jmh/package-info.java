/** The hottest loops of a training, one by one. */
package com.eszoppping.recommendations.jmh;
