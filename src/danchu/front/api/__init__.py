"""Open data: `GET /api/v1/…`, public facts only. The description is at /api/v1/openapi.json."""
