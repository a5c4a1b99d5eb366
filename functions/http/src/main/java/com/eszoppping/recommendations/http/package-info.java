/** What the functions behind API Gateway share: its events and answers, query parameters, problems (RFC 9457). */
package com.eszoppping.recommendations.http;
