//! Routes together with their description: what is served is what the document says.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter, Route, on};
use tower::{Layer, Service};
use utoipa::openapi::{Components, HttpMethod, Paths};

use super::describe::{DescribedHandler, Description};
use crate::app::App;

/// Routes, and the part of the document that describes those of the API.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    paths: Paths,
    components: Components,
}

impl Routes {
    /// A page or a file: not part of the document.
    #[must_use]
    pub fn page(mut self, path: &'static str, methods: MethodRouter<App>) -> Self {
        self.router = self.router.route(path, methods);
        self
    }

    #[must_use]
    pub fn get<H, T, I>(self, path: &'static str, handler: H, summary: &str) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.operation(HttpMethod::Get, MethodFilter::GET, path, handler, summary)
    }

    #[must_use]
    pub fn post<H, T, I>(self, path: &'static str, handler: H, summary: &str) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.operation(HttpMethod::Post, MethodFilter::POST, path, handler, summary)
    }

    #[must_use]
    pub fn put<H, T, I>(self, path: &'static str, handler: H, summary: &str) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.operation(HttpMethod::Put, MethodFilter::PUT, path, handler, summary)
    }

    #[must_use]
    pub fn delete<H, T, I>(self, path: &'static str, handler: H, summary: &str) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.operation(HttpMethod::Delete, MethodFilter::DELETE, path, handler, summary)
    }

    #[must_use]
    pub fn patch<H, T, I>(self, path: &'static str, handler: H, summary: &str) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.operation(HttpMethod::Patch, MethodFilter::PATCH, path, handler, summary)
    }

    #[must_use]
    pub fn head<H, T, I>(self, path: &'static str, handler: H, summary: &str) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.operation(HttpMethod::Head, MethodFilter::HEAD, path, handler, summary)
    }

    #[must_use]
    pub fn options<H, T, I>(self, path: &'static str, handler: H, summary: &str) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.operation(HttpMethod::Options, MethodFilter::OPTIONS, path, handler, summary)
    }

    fn operation<H, T, I>(
        mut self,
        method: HttpMethod,
        filter: MethodFilter,
        path: &'static str,
        handler: H,
        summary: &str,
    ) -> Self
    where
        H: Handler<T, App> + DescribedHandler<I>,
        T: 'static,
    {
        self.router = self.router.route(path, on(filter, handler));
        let mut description = Description::new(path, method, summary);
        H::describe(&mut description);
        self.paths.add_path_operation(path, vec![description.method], description.operation);
        self.components.schemas.extend(description.schemas);
        self
    }

    /// These and `others`.
    #[must_use]
    pub fn merge(mut self, others: Self) -> Self {
        self.router = self.router.merge(others.router);
        self.paths.merge(others.paths);
        self.components.schemas.extend(others.components.schemas);
        self
    }

    /// All routes so far behind a layer.
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.router = self.router.layer(layer);
        self
    }

    pub fn into_router(self) -> Router<App> {
        self.router
    }

    /// The document of these routes, without what stands before and after them.
    #[must_use]
    pub fn into_document(self) -> (Paths, Components) {
        (self.paths, self.components)
    }
}
