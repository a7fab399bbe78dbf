"""Creates the template's Cognito user pools, clients and groups through the API.

Moto has Cognito, with real signed tokens, but not in its CloudFormation.
"""

from typing import TYPE_CHECKING, Any

import boto3

from localcloud.naming import Physical
from localcloud.template import Properties, Resolver, Template

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient


def create_sign_in(template: Template, resolver: Resolver) -> None:
    """Create them, and let the resolver know the ids that Cognito gave."""
    cognito = boto3.client("cognito-idp")
    for pool in template.ids("AWS::Cognito::UserPool"):
        resolver.know(pool, _create_pool(cognito, resolver, pool))
    for client in template.ids("AWS::Cognito::UserPoolClient"):
        resolver.know(client, _create_client(cognito, resolver, client))
    for group in template.ids("AWS::Cognito::UserPoolGroup"):
        cognito.create_group(**_accepted(cognito, "CreateGroup", resolver.properties(group)))


def _create_pool(
    cognito: "CognitoIdentityProviderClient", resolver: Resolver, logical_id: str
) -> Physical:
    name = resolver.physical(logical_id).name
    asked = _accepted(cognito, "CreateUserPool", resolver.properties(logical_id))
    made = cognito.create_user_pool(**{"PoolName": name, **asked})["UserPool"]
    region = made["Arn"].split(":")[3]
    provider = f"cognito-idp.{region}.amazonaws.com/{made['Id']}"
    attributes = {"ProviderName": provider, "ProviderURL": f"https://{provider}"}
    return Physical(name, made["Id"], {"Arn": made["Arn"], **attributes})


def _create_client(
    cognito: "CognitoIdentityProviderClient", resolver: Resolver, logical_id: str
) -> Physical:
    name = resolver.physical(logical_id).name
    asked = _accepted(cognito, "CreateUserPoolClient", resolver.properties(logical_id))
    made = cognito.create_user_pool_client(**{"ClientName": name, **asked})["UserPoolClient"]
    return Physical(name, made["ClientId"], {"ClientId": made["ClientId"]})


def _accepted(
    cognito: "CognitoIdentityProviderClient", operation: str, properties: Properties
) -> dict[str, Any]:
    """Return those properties that an operation takes, which are nearly all of them."""
    shape = cognito.meta.service_model.operation_model(operation).input_shape
    members = shape.members if shape is not None else {}
    return {name: value for name, value in properties.items() if name in members}
