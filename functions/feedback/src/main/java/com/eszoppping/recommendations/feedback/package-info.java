/** Events from the frontend: each is checked, and what is accepted becomes lines of the session log. */
package com.eszoppping.recommendations.feedback;
