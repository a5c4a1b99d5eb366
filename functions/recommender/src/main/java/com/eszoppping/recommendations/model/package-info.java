/** What every model is and shares: fitting, lists for the nodes of the category tree, explanations. */
package com.eszoppping.recommendations.model;
