namespace LockValidator.Testing.Tests;

public sealed class LockScriptTests
{
    [Theory]
    [InlineData("1: A B; 2: B A", "", "CircularDependency")]
    [InlineData("1: A B; 2: A B", "", "")]
    [InlineData("1: A B; 2: B A.try", "", "")]
    [InlineData("1: A B; 2: B A.timed", "", "CircularDependency")]
    [InlineData("1: A B...; 1: -B -A; 1: B A", "", "CircularDependency")]
    [InlineData("1: A A", "", "")]
    [InlineData("1: A A", "A=sleep", "Recursion")]
    [InlineData("1: A A#2", "A=ordered", "")]
    [InlineData("1: A#2 A", "A=ordered", "SameClassNesting")]
    [InlineData("1: A.r B; 2: B A.r", "A=rw", "CircularDependency")]
    [InlineData("1: A.r B; 2: B A.rr", "A=rw", "")]
    [InlineData("1: S M", "S=raw M=sleep", "InvalidWaitContext")]
    [InlineData("1: M S", "S=raw M=sleep", "")]
    [InlineData("1: {hard A }; 1: A", "A=raw", "InconsistentUsage")]
    [InlineData("1: {hard A }; 1: !hard A", "A=raw", "")]
    [InlineData("1: A -A -A", "", "UnbalancedRelease")]
    [InlineData("1: A/1 B; 2: B A/1", "", "CircularDependency")]
    [InlineData("1: A ?B; 2: B A", "", "CircularDependency")]
    public void Plays_flows_without_threads(string script, string kinds, string broken)
    {
        string.Join(' ', new LockScript(kinds).Play(script).Select(static finding => finding.Kind)).Should().Be(broken);
    }

    [Fact]
    public void Knows_what_was_played_before()
    {
        var script = new LockScript();

        script.Play("1: A B").Should().BeEmpty();
        script.Play("1: B A").Should().ContainSingle().Which.Known.Should().BeFalse();
        script.Play("2: B A").Should().ContainSingle().Which.Known.Should().BeTrue("a known chain delivers its findings each time");
        script.Checker.Violations.Should().ContainSingle();
    }

    [Fact]
    public void Knows_contexts_that_it_is_given()
    {
        InterruptContext pulse = InterruptContext.Define("pulse", WaitType.Spin);

        new LockScript(contexts: [pulse]).Play("1: {pulse A }").Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.InvalidWaitContext);
    }

    [Theory]
    [InlineData("", "Column 1: the script is empty; write \"1: A B; 2: B A\".")]
    [InlineData("A B", "Column 3: a colon is expected after the flow 'A'.")]
    [InlineData("1: A B; : A", "Column 9: a flow's name is expected here, not ':'; write \"1: A B\".")]
    [InlineData("1: A.rrr", "Column 5: '.rrr' is no way to take a lock; known are .w .r .rr .u .try .timed .told .nochk and the outer wait types .free .spin .config .sleep .max.")]
    [InlineData("1: A.", "Column 6: something is expected after '.'.")]
    [InlineData("1: A/x", "Column 5: 'x' is no nesting level; it is a number from 0 to 7.")]
    [InlineData("1: {audio A }", "Column 5: there is no context 'audio'; known are hard, nmi, soft.")]
    [InlineData("1: {hard A", "Column 4: the context 'hard' is entered here and never left; close it with '}'.")]
    [InlineData("1: A }", "Column 6: '}' closes nothing: no context was entered with '{' before it.")]
    [InlineData("1: A... B", "Column 9: nothing can follow \"...\" but a semicolon.")]
    [InlineData("1: A,B", "Column 5: ',' cannot stand in a word; words are parted by blanks.")]
    [InlineData("1: -", "Column 5: a lock's name is expected at the end.")]
    [InlineData("1: A B\n2: B A", "Line 2, column 2: ':' cannot stand in a word; words are parted by blanks, and flows by semicolons.")]
    [InlineData("1: A B;\r\n2: B $", "Line 2, column 6: a lock's name is expected here, not '$'.")]
    public void Says_in_one_sentence_what_cannot_be_read_and_where(string script, string message)
    {
        var player = new LockScript();

        FluentActions.Invoking(() => player.Play(script)).Should().Throw<LockScriptException>().WithMessage(message);
        player.Checker.Statistics.Classes.Should().Be(0, "nothing of it is played");
    }

    [Theory]
    [InlineData("A=lock B=mutex", "Column 10: there is no kind of lock 'mutex'; known are lock, sleep, rw, raw, spin, async, rcu, srcu, wait, ordered.")]
    [InlineData("A", "Column 1: 'A' says of no class what it is; write \"A=spin B=rw\".")]
    public void Says_what_kind_it_does_not_know(string kinds, string message)
    {
        FluentActions.Invoking(() => new LockScript(kinds)).Should().Throw<LockScriptException>().WithMessage(message);
    }
}
