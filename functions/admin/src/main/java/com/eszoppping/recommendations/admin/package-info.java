/** What changes the table's control items: which version is served, experiments, what is off sale, who is erased. */
package com.eszoppping.recommendations.admin;
