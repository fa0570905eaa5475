namespace LockValidator.Tool.Tests;

/// <summary>A replay judges as the run that was recorded did, and says so.</summary>
public sealed class RecordedVerdictTests
{
    private readonly LockMap _gate = new(new LockClass("gate"));
    private readonly LockMap _a = new(new LockClass("A"));
    private readonly LockMap _b = new(new LockClass("B"));

    [Theory]
    [InlineData("gate", Verdict.GateProtected)]
    [InlineData("gate around", Verdict.GateProtected)]
    [InlineData("start", Verdict.OrderedByStartJoin)]
    [InlineData("no start", Verdict.Possible)]
    [InlineData("one flow", Verdict.SingleFlow)]
    [InlineData("one flow of a pool", Verdict.Possible)]
    [InlineData("one flow in two tests", Verdict.Possible)]
    [InlineData("gate in two tests", Verdict.GateProtected)]
    [InlineData("other locks", Verdict.InstancesDiffer)]
    [InlineData("other locks that came late", Verdict.Possible)]
    [InlineData("other locks in two tests", Verdict.Possible)]
    [InlineData("other locks in two tests of one name", Verdict.Possible)]
    [InlineData("worse", Verdict.Possible)]
    public void A_replay_comes_to_the_same_verdicts_with_the_same_reasons(string program, Verdict last)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var checker = new LockChecker(new LockCheckerOptions { Execution = "live", Stacks = StackMode.Off });
        using var writer = new TraceWriter(text);
        using (checker.RecordTo(writer))
        {
            Play(program, checker);
        }

        checker.Violations[^1].Verdict.Should().Be(last);
        using RecordingReplayer replay = RecordingTests.Replay(text.ToString());
        replay.Findings.Select(static f => f.Violation).Select(static v => (v.Verdict, v.Reason, string.Join(',', v.Executions)))
            .Should().Equal(checker.Violations.Select(static v => (v.Verdict, v.Reason, string.Join(',', v.Executions))));
        ToolRun shown = ToolRun.Replay(text.ToString());
        shown.Output.Should().Contain(checker.Violations[^1].Reason);
    }

    private void Play(string program, LockChecker checker)
    {
        var one = new LockFlow(checker, "one", dedicated: program != "one flow of a pool");
        var two = new LockFlow(checker, "two");
        switch (program)
        {
            case "gate" or "worse":
                Take(one, _gate, _a, _b);
                Take(two, _gate, _b, _a);
                if (program == "worse")
                {
                    Take(new LockFlow(checker, "three"), _a, _b);
                }

                break;
            case "gate around":
                one.Acquire(in _gate);
                one.Started(two);
                Take(two, _a, _b);
                two.End();
                one.Joined(two);
                one.Release(in _gate);
                Take(new LockFlow(checker, "three"), _gate, _b, _a);
                break;
            case "start" or "no start":
                Take(one, _a, _b);
                if (program == "start")
                {
                    one.Started(two);
                }

                Take(two, _b, _a);
                break;
            case "other locks" or "other locks that came late":
                if (program == "other locks")
                {
                    MakeOthers();
                }

                Take(one, _a, _b);
                Take(two, new LockMap(_b.Class!), new LockMap(_a.Class!));
                break;
            case "other locks in two tests" or "other locks in two tests of one name":
                MakeOthers();
                string second = program == "other locks in two tests" ? "second" : "first";
                using (one.MakeCurrent())
                {
                    using (LockScope.Begin(name: "first"))
                    {
                        Take(one, _a, _b);
                    }

                    using (LockScope.Begin(name: second))
                    {
                        Take(one, new LockMap(_b.Class!), new LockMap(_a.Class!));
                    }
                }

                break;
            case "one flow in two tests" or "gate in two tests":
                bool gated = program == "gate in two tests";
                using (one.MakeCurrent())
                {
                    using (LockScope.Begin(name: "first test"))
                    {
                        Take(one, gated ? [_gate, _a, _b] : [_a, _b]);
                    }

                    using (LockScope.Begin(name: "second test"))
                    {
                        Take(one, gated ? [_gate, _b, _a] : [_b, _a]);
                    }
                }

                break;
            default:
                Take(one, _a, _b);
                Take(one, _b, _a);
                break;
        }
    }

    /// <summary>Others of their classes, from the start: so that it is looked at which ones are taken.</summary>
    private void MakeOthers()
    {
        _ = new LockMap(_a.Class!);
        _ = new LockMap(_b.Class!);
    }

    private static void Take(LockFlow flow, params LockMap[] locks)
    {
        for (int i = 0; i < locks.Length; i++)
        {
            flow.Acquire(in locks[i]);
        }

        for (int i = locks.Length; i > 0; i--)
        {
            flow.Release(in locks[i - 1]);
        }
    }
}
