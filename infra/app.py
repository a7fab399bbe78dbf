"""Writes the CloudFormation template to cdk.out/: `python -m infra.app`."""

import os

from aws_cdk import App

from infra.rules import obey_rules
from infra.stack import HinterlandStack

FLAGS = {
    "@aws-cdk/aws-iam:minimizePolicies": True,
    "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
}


def hinterland(outdir: str) -> App:
    """Return the app, to be synthesized into `outdir`."""
    app = App(outdir=outdir, context=FLAGS, analytics_reporting=False)
    HinterlandStack(app, "Hinterland")
    obey_rules(app)
    return app


if __name__ == "__main__":
    # The CDK's command line says where it wants the output.
    hinterland(os.environ.get("CDK_OUTDIR", "cdk.out")).synth()
