"""The local cloud reads the template as CloudFormation, API Gateway and CloudFront would."""

import pytest

from localcloud.naming import Physical, Place
from localcloud.page_headers import content_security_policy
from localcloud.routes import Route, find
from localcloud.template import Resolver, Template, TemplateError

PLACE = Place(aws_port=5500, site_port=8080)
TEMPLATE = Template(
    {
        "Resources": {
            "StorageDrop099BA55D": {"Type": "AWS::S3::Bucket", "Properties": {}},
            "Named": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Pool"}}},
            "Pool": {"Type": "AWS::Cognito::UserPool"},
            "Machine": {"Type": "AWS::StepFunctions::StateMachine"},
            "Site": {"Type": "AWS::CloudFront::Distribution"},
        },
        "Mappings": {"Sizes": {"ap-south-1": {"large": 3}}},
    }
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "StorageDrop099BA55D"}, "hinterland-storagedrop"),
        ({"Fn::GetAtt": ["StorageDrop099BA55D", "Arn"]}, "arn:aws:s3:::hinterland-storagedrop"),
        ({"Ref": "Named"}, "http://127.0.0.1:5500/123456789012/pool-1"),
        ({"Fn::GetAtt": "Named.Arn"}, "arn:aws:sqs:ap-south-1:123456789012:pool-1"),
        (
            {"Ref": "Machine"},
            "arn:aws:states:ap-south-1:123456789012:stateMachine:hinterland-machine",
        ),
        ({"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}]]}, "a-ap-south-1"),
        ({"Fn::Join": ["", ["https://", {"Fn::GetAtt": ["Site", "DomainName"]}]]}, PLACE.site_url),
        (
            {"Fn::Sub": "${AWS::AccountId}/${!Kept}/${Named.QueueName}"},
            "123456789012/${Kept}/pool-1",
        ),
        ({"Fn::Sub": ["${Given}!", {"Given": {"Ref": "Pool"}}]}, "pool-1!"),
        ({"Fn::Select": [1, {"Fn::Split": [":", "a:b:c"]}]}, "b"),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "AWS::Region"}, "large"]}, 3),
        ({"a": {"Ref": "AWS::NoValue"}, "b": [1, {"Ref": "AWS::NoValue"}]}, {"b": [1]}),
    ],
)
def test_an_intrinsic_function_becomes_its_value(value: object, expected: object) -> None:
    resolver = Resolver(TEMPLATE, PLACE)
    resolver.know("Pool", Physical("pool", "pool-1", {}))
    assert resolver.resolve(value) == expected


@pytest.mark.parametrize(
    "value", [{"Fn::Cidr": []}, {"Ref": "Nowhere"}, {"Fn::GetAtt": ["Machine", "Colour"]}]
)
def test_what_the_local_cloud_does_not_know_is_said(value: object) -> None:
    with pytest.raises(TemplateError):
        Resolver(TEMPLATE, PLACE).resolve(value)


KNOWN = [
    Route("GET /leases", "list", None),
    Route("POST /leases/{lease}/renew", "renew", None),
    Route("ANY /files/{path+}", "files", None),
]


@pytest.mark.parametrize(
    ("method", "path", "function", "parameters"),
    [
        ("GET", "/leases", "list", {}),
        ("POST", "/leases/a.b%2Fc%25/renew", "renew", {"lease": "a.b/c%"}),
        ("PUT", "/files/a/b", "files", {"path": "a/b"}),
    ],
)
def test_a_request_takes_its_route(
    method: str, path: str, function: str, parameters: dict[str, str]
) -> None:
    found = find(KNOWN, method, path)
    assert found is not None
    assert (found[0].function, found[1]) == (function, parameters)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/leases"), ("POST", "/leases/a/b/renew"), ("GET", "/leasesx")]
)
def test_a_request_without_a_route_takes_none(method: str, path: str) -> None:
    assert find(KNOWN, method, path) is None


def test_the_page_may_also_talk_to_the_local_endpoint() -> None:
    policy = "default-src 'none'; connect-src 'self'; img-src blob:; upgrade-insecure-requests"
    assert content_security_policy(policy, "http://x:1") == (
        "default-src 'none'; connect-src 'self' http://x:1; img-src blob: http://x:1"
    )
