using System.Reflection;
using System.Text;

namespace LockValidator;

/// <summary>
/// One test, or any other part of a test run, whose locks are judged: begin it before the test, end it after, and fail the test with
/// what comes back. What adapters to test frameworks are made of.
/// </summary>
/// <remarks>
/// All tests of a process feed one graph, so that two tests which each take one order show the inversion; the findings go to the test
/// that closes it, and name the other. Begin it in code that is not <c>async</c>, in the flow that then runs the test: what an async
/// method begins does not reach its caller.
/// </remarks>
public sealed class LockTest : IDisposable
{
    private readonly LockScope? _scope;
    private readonly ExpectLockViolationAttribute[] _expected;
    private readonly string _name;

    // By identity, not by number: a finding that is taken back is not in the list any more.
    private readonly HashSet<Violation> _judged = new(ReferenceEqualityComparer.Instance);

    private LockTest(string name, ExpectLockViolationAttribute[] expected, LockScope? scope)
    {
        _name = name;
        _expected = expected;
        _scope = scope;
    }

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Violation> Violations => _scope?.Violations ?? [];

    /// <summary>Begins a test on the calling flow.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="member">
    /// The test's method, whose <see cref="ExpectLockViolationAttribute"/> and <see cref="NoLockValidationAttribute"/> count, and those of
    /// its class; or, for code that runs around the tests of a class, the class; null: none.
    /// </param>
    /// <returns>The test.</returns>
    public static LockTest Begin(string name, MemberInfo? member = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!LockValidation.IsEnabled)
        {
            return new LockTest(name, [], scope: null);
        }

        if (Find<NoLockValidationAttribute>(member).Length > 0)
        {
            var ignoring = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, DefaultPolicy = ViolationPolicy.Ignore });
            return new LockTest(name, [], LockScope.Begin(ignoring, name));
        }

        // What a class expects, each of its tests must do, not the code around them.
        return new LockTest(name, member is Type ? [] : Find<ExpectLockViolationAttribute>(member), LockScope.Begin(name: name, keepsFindings: true));
    }

    /// <summary>Ends the test.</summary>
    /// <returns>
    /// The message to fail it with: the report of each finding, or what was expected and did not come, and what the run has observed so far;
    /// null where all is well.
    /// </returns>
    public string? End()
    {
        _scope?.Dispose();
        return Judge(all: true);
    }

    /// <summary>What was found since the last time that it was asked for, without an end: for parts of a run in which tests stand.</summary>
    /// <returns>The message to fail with; null where all is well.</returns>
    public string? TakeFindings() => Judge(all: false);

    /// <summary>Ends the test, whatever was found.</summary>
    public void Dispose() => _scope?.Dispose();

    private string? Judge(bool all)
    {
        IReadOnlyList<Violation> findings = Violations;
        List<Violation> unexpected = findings.Where(_judged.Add)
            .Where(finding => finding.FailsBuilds && !_expected.Any(each => each.Expects(finding)))
            .ToList();
        ExpectLockViolationAttribute[] missing = all ? _expected.Where(each => !findings.Any(each.Expects)).ToArray() : [];
        if (unexpected.Count == 0 && missing.Length == 0)
        {
            return null;
        }

        var message = new StringBuilder();
        foreach (ExpectLockViolationAttribute each in missing)
        {
            message.Append("Expected ").Append(each.Text).Append(", but ").Append(findings.Count == 0 ? "nothing was found" : "found " + string.Join("; ", findings.Select(FindingText.Line))).Append('\n');
        }

        foreach (string together in unexpected.Select(Together).OfType<string>().Distinct())
        {
            message.Append(together).Append('\n');
        }

        // Runners have no place for a line of a run that fails: what it observed stands in each failure.
        return message.Append(unexpected.Count > 0 ? FindingText.Render(unexpected) + "\n\n" : "").Append("So far: ").Append(LockTestRun.Observed).ToString();
    }

    /// <summary>Says which other tests have part in a finding; null for a finding of this one alone.</summary>
    private string? Together(Violation finding)
    {
        List<string> others = finding.Executions.Concat(finding.Cycle.Select(static step => step.Witness.Execution))
            .Where(execution => execution.Length > 0 && execution != _name)
            .Select(static execution => execution == LockChecker.Default.Options.Execution ? "code outside of all tests" : execution)
            .Distinct()
            .ToList();
        string named = string.Join(" and ", others.Select(TextReport.SafeLine));
        return others.Count == 0 ? null
            : finding.Known ? $"{TextReport.SafeLine(_name)} does again what breaks {FindingText.Line(finding)}; first found in {named}."
            : $"{TextReport.SafeLine(_name)} and {named} together break {FindingText.Line(finding)}; each alone may pass.";
    }

    private static T[] Find<T>(MemberInfo? member)
        where T : Attribute => member is null
            ? []
            : [.. member.GetCustomAttributes<T>(inherit: true), .. (member.ReflectedType ?? member.DeclaringType)?.GetCustomAttributes<T>(inherit: true) ?? []];
}
