using System.Text;

namespace LockValidator.Tool.Tests;

/// <summary>Whatever a writer writes, a reader reads back the same.</summary>
public sealed class OperationReaderTests : IDisposable
{
    private readonly LockChecker _checker = new();

    public static TheoryData<string> Operations => [.. Enum.GetNames<OperationCode>()];

    public void Dispose() => _checker.Dispose();

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_of_any_code_comes_back_as_it_was(string name)
    {
        OperationCode code = Enum.Parse<OperationCode>(name);
        FlowOperation written = Sample(code);

        FlowOperation read = RoundTrip(written);

        read.Code.Should().Be(code);
        read.Flow?.Name.Should().Be(written.Flow?.Name);
        read.Other?.Name.Should().Be(written.Other?.Name);
        read.Map.Instance.Should().Be(written.Map.Instance);
        read.Map.Class?.Label().Should().Be(written.Map.Class?.Label());
        (read.Map.IsReentrant, read.Map.IsThreadAffine, read.Map.Subclass).Should().Be((written.Map.IsReentrant, written.Map.IsThreadAffine, written.Map.Subclass));
        read.Options.Should().Be(written.Options);
        read.HasMode.Should().Be(written.HasMode);
        read.Context.Should().BeSameAs(written.Context);
        read.Class?.Label().Should().Be(written.Class?.Label());
        (read.Classes ?? []).Select(static type => type.Label()).Should().Equal((written.Classes ?? []).Select(static type => type.Label()));
        (read.Number, read.Flag, read.Name).Should().Be((written.Number, written.Flag, written.Name));
        (read.Position?.Frames ?? []).Should().Equal(written.Position?.Frames ?? []);
    }

    private FlowOperation Sample(OperationCode code)
    {
        var type = LockClass.ForTrace("shown", "id", new LockKind(WaitType.Sleep, WaitType.Free, LockClassType.PerCpu));
        var map = new LockMap(type.SeenAs(LockKind.RawSpin), reentrant: true, threadAffine: false);
        map.SetClassUnchecked(map.Class!, 4);
        var operation = new FlowOperation(code, TraceNames.IsForChecker(code) ? null : new LockFlow(_checker, "a \"flow\" \u00e4")) { Position = CodePosition.FromText("op#1") };
        if (TraceNames.NeedsLock(code))
        {
            operation = operation with { Map = map };
        }

        if (TraceNames.HasOptions(code))
        {
            operation = operation with { Options = new AcquireOptions(LockMode.Upgradeable, AcquireKind.Announced, 2, new LockMap(type), WaitType.Max, Unchecked: true) };
        }

        return code switch
        {
            OperationCode.Release or OperationCode.AssertHeld => operation with { HasMode = true, Options = new AcquireOptions(LockMode.Exclusive) },
            OperationCode.SetClass => operation with { Class = type.SeenAs(LockKind.Local), Number = 3 },
            OperationCode.Initialize or OperationCode.Unregister => operation with { Class = type },
            OperationCode.Pin or OperationCode.Unpin => operation with { Number = 17 },
            OperationCode.HandOver or OperationCode.Started or OperationCode.Joined => operation with { Other = new LockFlow(_checker, "other") },
            OperationCode.Enter => operation with { Context = InterruptContext.Hard, Flag = true },
            OperationCode.Leave or OperationCode.Disable => operation with { Context = InterruptContext.Nmi },
            OperationCode.Enable => operation with { Context = InterruptContext.Define("trace test", WaitType.Config) },
            OperationCode.AssertEnabled => operation with { Context = InterruptContext.Soft, Flag = true },
            OperationCode.Signal or OperationCode.Wait or OperationCode.ScopeEnd => operation with { Name = "name" },
            OperationCode.ScopeBegin => operation with { Name = "scope", Flag = true },
            OperationCode.DeclareOrder => operation with { Classes = [type, new LockClass("second")] },
            OperationCode.DeclareRank => operation with { Name = "family", Number = -5, Class = type },
            _ => operation,
        };
    }

    private FlowOperation RoundTrip(FlowOperation operation)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var writer = new TraceWriter(text);
        writer.Begin(new LockCheckerOptions());
        writer.Write(operation);
        string[] lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var tables = new RecordedTables();
        for (int i = 0; ; i++)
        {
            var line = new JsonLine(Encoding.UTF8.GetBytes(lines[i]), "trace", i + 1);
            line.ReadStartOfLine();
            line.ReadProperty().Should().BeTrue();
            if (line.KeyIs("op"u8))
            {
                i.Should().Be(lines.Length - 1, "nothing follows an operation");
                return OperationReader.Read(ref line, tables, out _);
            }

            Introduce(ref line, tables);
        }
    }

    private void Introduce(ref JsonLine line, RecordedTables tables)
    {
        if (line.KeyIs("trace"u8))
        {
            HeaderReader.Read(ref line, tables);
        }
        else if (line.KeyIs("class"u8))
        {
            DeclarationReader.ReadClass(ref line, tables);
        }
        else if (line.KeyIs("lock"u8))
        {
            DeclarationReader.ReadLock(ref line, tables);
        }
        else if (line.KeyIs("flow"u8))
        {
            DeclarationReader.ReadFlow(ref line, tables, _checker);
        }
        else if (line.KeyIs("context"u8))
        {
            DeclarationReader.ReadContext(ref line, tables);
        }
        else
        {
            DeclarationReader.ReadPlace(ref line, tables);
        }
    }
}
