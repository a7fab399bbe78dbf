"""The HTTP API: the routes of `hinterland.api`, each in front of its function."""

import json
from collections.abc import Mapping
from typing import Any

from aws_cdk import RemovalPolicy
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_logs as logs
from constructs import Construct

from hinterland.api.route import Function, Route
from hinterland.api.routes import ROUTES
from infra.python_function import PythonFunction
from infra.resources import resource_of
from infra.rules import acknowledge
from infra.sign_in import SignIn

# Who did what, when and how it went. The person is Cognito's own number, never a name.
ACCESS_LOG = {
    "requestId": "$context.requestId",
    "requestTime": "$context.requestTime",
    "routeKey": "$context.routeKey",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "responseLatency": "$context.responseLatency",
    "integrationError": "$context.integrationErrorMessage",
    "authorizerError": "$context.authorizer.error",
    "user": "$context.authorizer.claims.sub",
}


class Api(Construct):
    """The routes, for the signed-in only but for the API's own description.

    Which role a route takes is for its function to say, which asks the catalogue as well. So is
    what a path answers to a method that it does not take.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        functions: Mapping[Function, PythonFunction],
        sign_in: SignIn,
    ) -> None:
        super().__init__(scope, construct_id)
        self.http = apigateway.HttpApi(
            self,
            "Http",
            description="Hinterland: leases for operators, and those who look after them",
            create_default_stage=False,
        )
        self._integrations = {
            name: integrations.HttpLambdaIntegration(name.capitalize(), function.function)
            for name, function in functions.items()
        }
        self._signed_in = authorizers.HttpUserPoolAuthorizer(
            "Operators", sign_in.pool, user_pool_clients=[sign_in.client]
        )
        for route in ROUTES:
            self._add(route, apigateway.HttpMethod[route.method])
        for route in {route.path: route for route in ROUTES}.values():
            self._add(route, apigateway.HttpMethod.ANY)
        self.stage = self._stage()

    def _add(self, route: Route[Any], method: apigateway.HttpMethod) -> None:
        is_open = route.is_open and method is not apigateway.HttpMethod.ANY
        added = self.http.add_routes(
            path=route.path,
            methods=[method],
            integration=self._integrations[route.function],
            authorizer=apigateway.HttpNoneAuthorizer() if is_open else self._signed_in,
        )
        if is_open:
            acknowledge(added[0], "APIG4", "The description of the API is for everybody.")

    def _stage(self) -> apigateway.HttpStage:
        stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.http,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=200, burst_limit=400),
        )
        access = logs.LogGroup(
            self,
            "Access",
            retention=logs.RetentionDays.THREE_MONTHS,
            removal_policy=RemovalPolicy.DESTROY,
        )
        resource = resource_of(stage, apigateway.CfnStage)
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=access.log_group_arn, format=json.dumps(ACCESS_LOG)
        )
        return stage
