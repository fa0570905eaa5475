namespace LockValidator.Tests.RealBugs;

/// <summary>
/// A published bug, played: each flow on a thread of its own, one after another, so that nothing can hang. Names of types follow the
/// published reports; the code is ours.
/// </summary>
internal sealed class BugRun : IDisposable
{
    private readonly LockScope _scope = LockScope.Begin(ownGraph: true);
    private int _flows;

    public void On(string thread, Action body)
    {
        _flows++;
        Exception? failure = null;
        var run = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        { IsBackground = true, Name = thread };
        run.Start();
        run.Join(RealThreads.Limit).Should().BeTrue("{0} ends", thread);
        failure.Should().BeNull("{0} does its work", thread);
    }

    public void On(string thread, Func<Task> body) => On(thread, () => body().WaitAsync(RealThreads.Limit).GetAwaiter().GetResult());

    /// <summary>There is one finding, of that kind and about those classes.</summary>
    public Violation ShouldFind(ViolationKind kind, params string[] classes)
    {
        // A lock held over an await is found when its thread leaves the flow, a moment after the flow has gone on.
        SpinWait.SpinUntil(() => _scope.Violations.Count > 0, RealThreads.Limit);
        Violation found = _scope.Violations.Where(violation => !violation.Known).Should().ContainSingle().Subject;
        found.Kind.Should().Be(kind);
        IEnumerable<string?> named = found.Cycle.Count > 0 ? found.Cycle.Select(step => (string?)step.From.Name) : [found.Holding?.Class.Name ?? found.Acquiring?.Class.Name];
        named.Should().BeEquivalentTo(classes);
        return found;
    }

    /// <summary>The one finding is a cycle of that kind, through that class among others.</summary>
    public void ShouldFindCycleThrough(ViolationKind kind, string type)
    {
        Violation found = _scope.Violations.Where(violation => !violation.Known).Should().ContainSingle().Subject;
        found.Kind.Should().Be(kind);
        found.Cycle.Select(step => step.From.Name).Should().Contain(type);
    }

    /// <summary>Both orders of two locks of one class are found to be possible, or nothing is.</summary>
    public void ShouldFindSameClassIf(bool affected, string type)
    {
        IReadOnlyList<Violation> found = _scope.Violations;
        if (affected)
        {
            found.Should().OnlyContain(violation => violation.Kind == ViolationKind.SameClassNesting && violation.Acquiring!.Class.Name == type);
            found[^1].Verdict.Should().Be(Verdict.Possible);
        }
        else
        {
            found.Should().BeEmpty();
        }
    }

    /// <summary>The affected form is found, the fixed one is silent.</summary>
    public void ShouldFindIf(bool affected, ViolationKind kind, params string[] classes)
    {
        if (affected)
        {
            ShouldFind(kind, classes);
        }
        else
        {
            _flows.Should().BePositive();
            _scope.Violations.Should().BeEmpty();
        }
    }

    public void Dispose() => _scope.Dispose();
}
