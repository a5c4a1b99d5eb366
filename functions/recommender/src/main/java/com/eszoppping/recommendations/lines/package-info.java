/**
 * Files of JSON Lines as the store really writes them: plain or gzip, broken here and there. It hands on what can be
 * used and says what can't.
 */
package com.eszoppping.recommendations.lines;
