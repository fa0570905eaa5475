using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>Rows of one rule: each script that must report stands beside one that differs by a step and must be accepted.</summary>
public sealed class RuleTable(string kinds = "") : TheoryData<string, string, string, string>
{
    /// <summary>Reported as one kind, under live and kernel rules alike.</summary>
    public RuleTable Reports(string script, ViolationKind kind) => Reports(script, kind.ToString(), kind.ToString());

    /// <summary>Reported as different kinds; empty for nothing.</summary>
    public RuleTable Reports(string script, string live, string kernel)
    {
        Add(kinds, script, live, kernel);
        return this;
    }

    public RuleTable Accepts(string script) => Reports(script, "", "");

    public static void Check(string kinds, string script, string live, string kernel)
    {
        Script.Kinds(script, kinds).Should().Be(live, "live rules say so of '{0}' with {1}", script, kinds);
        Script.Kinds(script, kinds, kernelRules: true).Should().Be(kernel, "kernel rules say so of '{0}' with {1}", script, kinds);
    }
}
