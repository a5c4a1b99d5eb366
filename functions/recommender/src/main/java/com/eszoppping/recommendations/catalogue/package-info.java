/** The store's products: read from the catalogue, cleaned, in one fixed order. */
package com.eszoppping.recommendations.catalogue;
