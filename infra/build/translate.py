"""What CloudFormation makes of a template; see the script beside this file."""
import json
import sys

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

NO_VALUE = {"Ref": "AWS::NoValue"}
FUNCTION = "AWS::Serverless::Function"


class NoManagedPolicies(dict):
    """The translator looks managed policies up by their names; our template names none."""


def packaged(template):
    """As `sam package` leaves it: the code lies in a bucket."""
    for name, resource in template["Resources"].items():
        if resource["Type"] == FUNCTION:
            resource["Properties"]["CodeUri"] = f"s3://artifacts/{name}.zip"
    return template


def translated(template, parameters):
    if "Transform" not in template:
        return template
    session = boto3.session.Session(region_name="eu-central-1")
    return Translator(NoManagedPolicies(), Parser(), boto_session=session).translate(packaged(template), parameters)


class Resolved:
    """A template whose parameters have values."""

    def __init__(self, template, given):
        declared = template.get("Parameters", {})
        unknown = given.keys() - declared.keys()
        if unknown:
            sys.exit(f"The template has no parameter {', '.join(sorted(unknown))}.")
        defaults = {name: parameter["Default"] for name, parameter in declared.items() if "Default" in parameter}
        self.values = {**defaults, **given}
        self.conditions = template.get("Conditions", {})
        self.resources = {
            name: self.of(resource)
            for name, resource in template["Resources"].items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }

    def holds(self, condition):
        if isinstance(condition, str):
            return self.holds(self.conditions[condition])
        (function, arguments), = condition.items()
        if function == "Condition":
            return self.holds(arguments)
        if function == "Fn::Equals":
            one, other = map(self.of, arguments)
            return str(one) == str(other)
        if function == "Fn::Not":
            return not self.holds(arguments[0])
        if function in ("Fn::And", "Fn::Or"):
            return (all if function == "Fn::And" else any)(map(self.holds, arguments))
        sys.exit(f"What does the condition {function} mean?")

    def of(self, value):
        if isinstance(value, list):
            return [item for item in map(self.of, value) if item != NO_VALUE]
        if not isinstance(value, dict):
            return value
        if value.keys() == {"Ref"} and value["Ref"] in self.values:
            return self.values[value["Ref"]]
        if value.keys() == {"Fn::If"}:
            condition, then, otherwise = value["Fn::If"]
            return self.of(then if self.holds(condition) else otherwise)
        return {name: item for name, item in ((name, self.of(item)) for name, item in value.items()) if item != NO_VALUE}


def main(path, *arguments):
    given = dict(argument.split("=", 1) for argument in arguments)
    with open(path) as source:
        template = translated(yaml_parse(source.read()), given)
    json.dump({"Resources": Resolved(template, given).resources}, sys.stdout, indent=1, default=str)


main(*sys.argv[1:])
