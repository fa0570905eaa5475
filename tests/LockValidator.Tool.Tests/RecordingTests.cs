namespace LockValidator.Tool.Tests;

/// <summary>Recordings as the tool replays them. These need the engine.</summary>
public sealed class RecordingTests
{
    [Fact]
    public void A_recording_is_replayed_and_its_findings_shown_as_they_are_made()
    {
        ToolRun run = ToolRun.Replay(Samples.Recording);

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("=== run, op 5").And.Contain("1 recording: 1 finding");
    }

    [Fact]
    public void A_header_that_recurs_starts_afresh()
    {
        string half = string.Join('\n', Samples.Recording.Split('\n')[..10]) + "\n";
        string header = Samples.Recording.Split('\n')[0] + "\n";
        string rest = string.Join('\n', Samples.Recording.Split('\n')[1..4]) + "\n" + """
            {"class":8,"id":"B","inner":"sleep"}
            {"lock":2,"class":8}
            {"op":"acquire","flow":1,"lock":2}
            {"op":"acquire","flow":1,"lock":1}

            """;

        ToolRun.Replay(half + header + rest).Output.Should().Contain("2 recordings: 0 findings");
    }

    [Fact]
    public void A_last_line_that_a_crash_cut_off_is_left_out_with_a_note()
    {
        ToolRun run = ToolRun.Replay(Samples.Recording + "{\"op\":\"rele");

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("cut off");
    }

    [Fact]
    public void A_bad_line_elsewhere_is_an_error_after_what_came_before_it()
    {
        ToolRun run = ToolRun.Replay(Samples.Recording + "{\"op\":\"rele\n{\"op\":\"end\",\"flow\":1}\n");

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Output.Should().Contain("=== run, op 5");
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("standard input:13:");
    }

    [Fact]
    public void A_recorded_program_replays_to_the_findings_that_it_had()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var checker = new LockChecker(new LockCheckerOptions { Execution = "live" });
        using var writer = new TraceWriter(text);
        using (checker.RecordTo(writer))
        {
            PlayMixedProgram(checker);
        }

        using RecordingReplayer replay = Replay(text.ToString());

        checker.Violations.Should().HaveCountGreaterThan(3, "else this proves little");
        replay.Findings.Select(static finding => (finding.Violation.Kind, finding.Violation.Fingerprint))
            .Should().Equal(checker.Violations.Select(static violation => (violation.Kind, violation.Fingerprint)));
        replay.Findings[0].Violation.Position.Frames.Should().Equal(checker.Violations[0].Position.Frames);
    }

    [Fact]
    public void A_deep_held_stack_replays()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var checker = new LockChecker();
        using var writer = new TraceWriter(text);
        writer.Begin(checker.Options);
        var flow = new LockFlow(checker, "deep");
        for (int i = 0; i < 20_000; i++)
        {
            writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = new LockMap(new LockClass($"L{i}")) });
        }

        ToolRun run = ToolRun.Replay(text.ToString());

        run.Output.Should().Contain("1 recording: 0 findings").And.Contain("20,000 acquisitions, 20,000 classes, 19,999 edges");
    }

    internal static RecordingReplayer Replay(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var replay = new RecordingReplayer(System.Text.Encoding.UTF8.GetBytes(lines[0]), "recording", 1);
        for (int i = 1; i < lines.Length; i++)
        {
            replay.Play(System.Text.Encoding.UTF8.GetBytes(lines[i]), i + 1);
        }

        return replay;
    }

    /// <summary>Something of everything, with findings of several kinds.</summary>
    private static void PlayMixedProgram(LockChecker checker)
    {
        var main = new LockFlow(checker, "main");
        var worker = new LockFlow(checker, "worker");
        var ordered = new LockClass("ordered", order: static (left, right) => ((int)left).CompareTo((int)right));
        var a = new LockMap(new LockClass("A"));
        var b = new LockMap(new LockClass("B"), reentrant: true);
        var spin = new LockMap(new LockClass("S", LockKind.RawSpin));
        var first = new LockMap(ordered, owner: 1);
        var second = new LockMap(ordered, owner: 2);

        main.Acquire(in a);
        main.Acquire(in b);
        main.Acquire(in b);
        main.Release(in b);
        main.Release(in b);
        main.Release(in a);
        main.Started(worker);
        worker.Acquire(in b);
        worker.Acquire(in a);
        worker.Release(in a);
        worker.Release(in b);
        main.Joined(worker);
        main.Acquire(in spin);
        main.Acquire(in a);
        main.Release(in spin);
        main.Release(in a);
        main.Acquire(in first);
        main.Acquire(in second);
        main.Release(in first);
        main.Acquire(in first);
        main.Release(in first);
        main.Release(in second);
        main.Release(in second);
        main.AssertHeld(in a);
        worker.Acquire(in a, new AcquireOptions(Kind: AcquireKind.Try));
        worker.Destroy(ref a);
        worker.End();
        main.End();
    }
}
