using System.Text;

namespace LockValidator.Tool.Tests;

public sealed class ScenarioParserTests
{
    private readonly ScenarioParser _parser = new(withExpectation: true);

    [Fact]
    public void The_order_of_keys_is_free()
    {
        const string line = """{"expect":{"report":"none"},"ops":[{"lock":"A","op":"acquire","read":2,"try":true,"check":0,"task":3,"subclass":1,"nest":"N"}],"locks":[{"class":"N","name":"N"},{"class":"C","name":"A","inner":"config","outer":"free","type":"percpu","cmp":true}],"config":{"fairReadersExact":true,"rawLockNesting":false},"id":"x"}""";

        Scenario scenario = _parser.Parse(Encoding.UTF8.GetBytes(line), "file", 1);

        scenario.Id.Should().Be("x");
        (scenario.WaitModel, scenario.FairReadersExact).Should().Be((WaitModel.Standard, true));
        scenario.Locks[1].Kind.Should().Be(new LockKind(WaitType.Config, WaitType.Free, LockClassType.PerCpu));
        scenario.Locks[1].IsOrdered.Should().BeTrue();
        ScenarioOperation operation = scenario.Operations.Should().ContainSingle().Subject;
        (operation.Code, operation.Lock, operation.Nest, operation.Task, operation.Subclass).Should().Be((ScenarioCode.Acquire, 1, 0, 3, 1));
        (operation.Mode, operation.IsTry, operation.IsUnchecked).Should().Be((LockMode.SharedRecursive, true, true));
        scenario.Expected!.Report.Should().Be("none");
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        Scenario scenario = _parser.Parse("""{"locks":[{"name":"A","class":"C"}],"ops":[{"op":"acquire","lock":"A"}]}"""u8, "some/file.jsonl", 12);

        (scenario.Id, scenario.WaitModel, scenario.FairReadersExact, scenario.Expected).Should().Be(("file.jsonl:12", WaitModel.RealTime, false, null));
        scenario.Locks[0].Kind.Should().Be(default(LockKind));
        ScenarioOperation operation = scenario.Operations[0];
        (operation.Mode, operation.IsTry, operation.IsUnchecked, operation.Task, operation.Nest).Should().Be((LockMode.Exclusive, false, false, 0, ScenarioOperation.None));
    }

    [Fact]
    public void Names_with_escapes_are_the_names_without()
    {
        Scenario scenario = _parser.Parse("""{"locks":[{"name":"\u0041","class":"C"}],"ops":[{"op":"acqu\u0069re","lock":"A"}]}"""u8, "file", 1);

        scenario.Operations[0].Lock.Should().Be(0);
    }

    [Fact]
    public void Every_op_of_the_format_is_known()
    {
        ScenarioWords.Operations.Should().Contain(
        [
            "acquire", "release", "sync", "downgrade", "set_class", "init", "irq_disable", "irq_enable", "bh_disable", "bh_enable", "hardirq_enter",
            "hardirq_threaded", "hardirq_exit", "softirq_enter", "softirq_exit", "irq_config_enter", "irq_config_exit", "nmi_enter", "nmi_exit", "off", "on",
            "pin", "unpin", "assert_held", "assert_not_held", "assert_held_write", "assert_held_read", "assert_none_held", "assert_irqs_enabled",
            "assert_irqs_disabled", "free", "task_exit", "user_return", "zap_class",
        ]);
    }

    [Fact]
    public void A_parser_used_again_remembers_nothing_of_the_line_before()
    {
        _parser.Parse("""{"id":"one","config":{"rawLockNesting":false},"locks":[{"name":"A","class":"C"}],"ops":[{"op":"acquire","lock":"A"}],"expect":{"report":"none"}}"""u8, "file", 1);

        Scenario scenario = _parser.Parse("""{"id":"two","locks":[],"ops":[]}"""u8, "file", 2);

        (scenario.Id, scenario.WaitModel, scenario.Locks.Count, scenario.Operations.Count, scenario.Expected).Should().Be(("two", WaitModel.RealTime, 0, 0, null));
        Action undeclared = () => _parser.Parse("""{"id":"three","locks":[],"ops":[{"op":"acquire","lock":"A"}]}"""u8, "file", 3);
        undeclared.Should().Throw<TraceFormatException>().WithMessage("*never declared*");
    }
}
