/** Model 2, {@code groups}: shoppers grouped by taste, and what each group likes most in every category. */
package com.eszoppping.recommendations.groups;
