/** The event log: the store's session files read into primitive columns, cleaned, in one canonical order. */
package com.eszoppping.recommendations.log;
