/** What changes the table's control items: for now, which version is served. */
package com.eszoppping.recommendations.admin;
