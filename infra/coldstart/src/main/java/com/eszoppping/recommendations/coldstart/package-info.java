/** Functions that cold starts are compared with. */
package com.eszoppping.recommendations.coldstart;
