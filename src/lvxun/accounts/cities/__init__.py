"""A province's book divided among its cities: own figures where public, proxies elsewhere, sums exact."""
