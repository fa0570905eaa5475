namespace LockValidator.Tool.Tests;

/// <summary>The lines that a writer makes of operations, without an engine.</summary>
public sealed class TraceWriterTests : IDisposable
{
    private readonly StringWriter _text = new() { NewLine = "\n" };
    private readonly LockCheckerOptions _options = new() { Execution = "a test", Clock = new FixedClock() };

    public void Dispose() => _text.Dispose();

    [Fact]
    public void A_recording_begins_with_how_the_checker_works()
    {
        using var writer = new TraceWriter(_text);

        writer.Begin(_options with
        {
            WaitModel = WaitModel.Standard,
            FairReadersExact = false,
            Policies = new Dictionary<ViolationKind, ViolationPolicy> { [ViolationKind.Recursion] = ViolationPolicy.Ignore },
        });

        string header = Lines().Should().ContainSingle().Subject;
        header.Should().StartWith("{\"trace\":2,\"execution\":\"a test\",\"time\":\"2026-01-02T03:04:05+00:00\",\"waitModel\":\"standard\",\"fairReadersExact\":false,\"kernelRules\":false,")
            .And.Contain("\"policies\":{\"default\":\"report\",\"LV0002\":\"ignore\"}");
    }

    [Fact]
    public void What_an_operation_speaks_of_is_introduced_before_it_once()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        var type = new LockClass("A", LockKind.RcuRead);
        var map = new LockMap(type, reentrant: true, threadAffine: false);
        using var writer = new TraceWriter(_text);
        writer.Begin(_options);

        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = map, Options = new AcquireOptions(LockMode.SharedRecursive, AcquireKind.Timed, 3, Outer: WaitType.Max, Unchecked: true) });
        writer.Write(new FlowOperation(OperationCode.Release, flow) { Map = map });

        Lines().Skip(1).Should().Equal(
            "{\"flow\":1,\"name\":\"main\"}",
            $"{{\"class\":{type.Id},\"id\":\"A\",\"inner\":\"config\",\"outer\":\"free\"}}",
            $"{{\"lock\":{map.Instance},\"class\":{type.Id},\"reentrant\":true,\"threadAffine\":false}}",
            $"{{\"op\":\"acquire\",\"flow\":1,\"lock\":{map.Instance},\"mode\":\"shared_recursive\",\"kind\":\"timed\",\"subclass\":3,\"outer\":\"max\",\"unchecked\":true}}",
            $"{{\"op\":\"release\",\"flow\":1,\"lock\":{map.Instance}}}");
    }

    [Fact]
    public void A_lock_that_has_changed_is_introduced_again()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        var map = new LockMap(new LockClass("A"));
        var other = new LockClass("B");
        using var writer = new TraceWriter(_text);
        writer.Begin(_options);

        writer.Write(new FlowOperation(OperationCode.SetClass, flow) { Map = map, Class = other, Number = 2 });
        map.SetClassUnchecked(other, 2);
        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = map });
        map.MarkDestroyed();
        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = map });

        Lines().Should().Contain($"{{\"op\":\"set_class\",\"flow\":1,\"lock\":{map.Instance},\"class\":{other.Id},\"subclass\":2}}")
            .And.Contain($"{{\"lock\":{map.Instance},\"class\":{other.Id},\"subclass\":2}}")
            .And.Contain($"{{\"lock\":{map.Instance},\"class\":{other.Id},\"subclass\":2,\"destroyed\":true}}");
    }

    [Fact]
    public void Places_are_written_once_and_named_by_number()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        using var writer = new TraceWriter(_text);
        writer.Begin(_options);

        writer.Write(new FlowOperation(OperationCode.MightBlock, flow) { Position = CodePosition.FromText("Inner at a.cs:1", "Outer at b.cs:2") });
        writer.Write(new FlowOperation(OperationCode.MightBlock, flow) { Position = CodePosition.FromText("Inner at a.cs:1", "Outer at b.cs:2") });

        Lines().Skip(2).Should().Equal(
            "{\"at\":1,\"frames\":[\"Inner at a.cs:1\",\"Outer at b.cs:2\"]}",
            "{\"op\":\"might_block\",\"flow\":1,\"at\":1}",
            "{\"op\":\"might_block\",\"flow\":1,\"at\":1}");
    }

    [Fact]
    public void The_answers_of_an_order_function_are_recorded_where_a_rule_could_ask_it()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        var type = new LockClass("A", order: static (left, right) => string.CompareOrdinal((string)left, (string)right));
        var first = new LockMap(type, owner: "a");
        var second = new LockMap(type, owner: "c");
        using var writer = new TraceWriter(_text);
        writer.Begin(_options);

        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = first });
        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = second });
        writer.Write(new FlowOperation(OperationCode.Release, flow) { Map = first });
        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = first });

        Lines().Where(static line => line.Contains("acquire", StringComparison.Ordinal)).Should().Equal(
            $"{{\"op\":\"acquire\",\"flow\":1,\"lock\":{first.Instance}}}",
            $"{{\"op\":\"acquire\",\"flow\":1,\"lock\":{second.Instance},\"compared\":[[{first.Instance},-2]]}}",
            $"{{\"op\":\"acquire\",\"flow\":1,\"lock\":{first.Instance},\"compared\":[[{second.Instance},2]]}}");
    }

    [Fact]
    public void An_order_function_that_throws_has_no_answer()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        var type = new LockClass("A", order: static (_, _) => throw new InvalidOperationException());
        var first = new LockMap(type, owner: "a");
        var second = new LockMap(type, owner: "c");
        using var writer = new TraceWriter(_text);
        writer.Begin(_options);

        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = first });
        writer.Write(new FlowOperation(OperationCode.Acquire, flow) { Map = second });

        Lines()[^1].Should().EndWith($"\"compared\":[[{first.Instance},null]]}}");
    }

    [Fact]
    public void Memory_is_bounded_by_forgetting_and_introducing_anew()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        var type = new LockClass("A");
        using var writer = new TraceWriter(_text, leaveOpen: false, memory: 3);
        writer.Begin(_options);
        LockMap[] maps = [new(type), new(type), new(type), new(type)];

        foreach (LockMap map in maps.Append(maps[0]))
        {
            writer.Write(new FlowOperation(OperationCode.MightAcquire, flow) { Map = map });
        }

        Lines().Count(static line => line == "{\"forget\":true}").Should().Be(1);
        Lines().Count(line => line.StartsWith($"{{\"lock\":{maps[0].Instance},", StringComparison.Ordinal)).Should().Be(2);
        Lines().Count(static line => line.StartsWith("{\"class\"", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public void Each_operation_is_out_before_the_call_returns()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        string path = Path.GetTempFileName();
        try
        {
            using var writer = new TraceWriter(path);
            writer.Begin(_options);
            writer.Write(new FlowOperation(OperationCode.MightBlock, flow));

            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            reader.ReadToEnd().Should().EndWith("{\"op\":\"might_block\",\"flow\":1}\n");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_failed_write_stops_the_recording_and_not_the_program()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "main");
        using var writer = new TraceWriter(new FullDisk());
        writer.Begin(_options);

        Action write = () => writer.Write(new FlowOperation(OperationCode.MightBlock, flow));

        write.Should().NotThrow();
        writer.Failure.Should().BeOfType<IOException>();
    }

    [Fact]
    public void Flows_that_write_at_once_write_whole_lines()
    {
        using var checker = new LockChecker();
        using var writer = new TraceWriter(_text);
        writer.Begin(_options);
        var type = new LockClass("A");

        Parallel.For(0, 4, i =>
        {
            var flow = new LockFlow(checker, $"flow {i}");
            var map = new LockMap(type);
            for (int n = 0; n < 500; n++)
            {
                writer.Write(new FlowOperation(OperationCode.MightAcquire, flow) { Map = map });
            }
        });

        Lines().Should().OnlyContain(static line => line.StartsWith('{') && line.EndsWith('}'));
        Lines().Count(static line => line.StartsWith("{\"op\"", StringComparison.Ordinal)).Should().Be(2_000);
    }

    private string[] Lines() => _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("The disk is full.");
    }
}
