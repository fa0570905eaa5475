namespace LockValidator.Xunit.Tests;

/// <summary>What becomes of single tests.</summary>
public sealed class CaseTests
{
    [Fact]
    public async Task Tests_fail_for_their_locks_as_they_are_marked()
    {
        SubjectRun run = await SubjectRun.Of("Cases");

        run.ExitCode.Should().Be(1);
        run.Output.Should().MatchRegex("LockValidator observed [1-9][0-9]* lock classes, [1-9][0-9]* orders", "each run ends with what was observed");
        run.Failed.Should().OnlyContain(static result => result.Method.StartsWith("Fails", StringComparison.Ordinal) || result.Test.Contains("(fixtures)", StringComparison.Ordinal));
        run.Results.Where(static result => !result.HasFailed).Should().NotContain(static result => result.Method.StartsWith("Fails", StringComparison.Ordinal));

        Message(run, "Fails_since_it_breaks_nothing").Should().StartWith("LockValidator.LockAssertionException : Expected LV0001 CircularDependency, but nothing was found\nSo far: LockValidator observed ");
        Message(run, "Fails_since_it_breaks_another_rule").Should().Contain("Expected LV0002 Recursion, but found LV0001 CircularDependency of Wrong.y, Wrong.x");
        Message(run, "Fails_with_its_own_failure_and_the_report").Should().StartWith("of its own").And.Contain("possible deadlock: Twice.x is acquired while Twice.y is held");
        Message(run, "Fails_since_it_keeps_a_lock").Should().Contain("LV0016 HeldAtScopeEnd").And.Contain("Kept");
        Message(run, "Fails_in_each_of_its_retries").Should().Contain("Retried.x");
        SubjectResult[] fixtures = run.Failed.Where(static result => result.Test.Contains("(fixtures)", StringComparison.Ordinal)).ToArray();
        fixtures.Select(static result => result.Class).Should().BeEquivalentTo("FixtureTests", "LateTests");
        fixtures.Single(static result => result.Class == "LateTests").Message.Should().Contain("Late.x");
        SubjectResult fixture = fixtures.Single(static result => result.Class == "FixtureTests");
        fixture.Message.Should().Contain("in LockValidator.Xunit.Subjects.Cases.FixtureTests").And.Contain("Fixture.x");
    }

    [Fact]
    public async Task What_a_class_does_around_its_tests_is_said_under_its_name()
    {
        SubjectRun run = await SubjectRun.Of("Cases.PartTests");

        foreach ((string method, string part) in new[] { ("Fails_for_its_constructor", "InConstructor: in its constructor"), ("Fails_for_its_initialization", "InInitialize: in its InitializeAsync"), ("Fails_for_its_end", "InDispose: in its Dispose") })
        {
            Message(run, method).Should().StartWith($"LockValidator.LockAssertionException : LockValidator.Xunit.Subjects.Cases.PartTests.{part}, which runs for each of its tests.\n");
        }
    }

    [Fact]
    public async Task A_finding_in_a_scope_that_a_test_opens_fails_the_test()
    {
        SubjectRun run = await SubjectRun.Of("Cases.ScopeTests");

        run.Failed.Should().ContainSingle().Which.Message.Should().Contain("Scoped.x");
        run.Observed.Should().MatchRegex("^LockValidator observed [1-9][0-9]* lock classes, [1-9][0-9]* orders", "the line stands in a file beside the tests as well");
        run.Graph!.Judge().Should().Contain(
            static finding => finding.FailsBuilds && finding.InvolvedClasses().Any(static type => type.Name.Contains("Scoped.x", StringComparison.Ordinal)), "the run leaves its graph as well");
    }

    [Fact]
    public async Task What_is_found_on_flows_that_do_not_know_of_their_test_fails_the_run()
    {
        SubjectRun run = await SubjectRun.Of("Outside");

        run.ExitCode.Should().Be(1);
        SubjectResult failed = run.Failed.Should().ContainSingle().Subject;
        failed.Test.Should().Be("LockValidator.Xunit.Subjects (the run)");
        failed.Message.Should().Contain("started without the context of a test").And.Contain("Queued.x").And.Contain("Started.x");
    }

    [Fact]
    public async Task Theory_data_that_inverts_while_tests_are_discovered_fails_the_run()
    {
        SubjectRun run = await SubjectRun.Of("Discovered");

        run.ExitCode.Should().Be(1);
        run.Failed.Should().ContainSingle().Which.Message.Should().Contain("Found before the tests").And.Contain("Discovered.x");
    }

    [Fact]
    public async Task Two_tests_of_one_display_name_that_make_an_inversion_are_told_apart()
    {
        SubjectRun run = await SubjectRun.Of("Named");

        string message = run.Failed.Should().ContainSingle().Which.Message;
        message.Should().MatchRegex("NamedTests\\+(One.First|Two.Second) \\(Works\\) and .*NamedTests\\+(One.First|Two.Second) \\(Works\\) together break LV0001");
    }

    [Theory]
    [InlineData("""{ "classes": ["Named.x", "Named.y"], "reason": "looked at" }""", true)]
    [InlineData("""{ "classes": ["Named.x", "Named.z"], "reason": "looked at" }""", false)]
    [InlineData("""{ "classes": ["Named.x", "Named.y"], "reason": "looked at", "expires": "2020-01-01" }""", false)]
    [InlineData("""{ "classes": ["Named.x", "Named.y"] }""", false)]
    public async Task Nothing_fails_of_what_the_baseline_allows(string entry, bool isAllowed)
    {
        SubjectRun run = await SubjectRun.Of("Named", baseline: $$"""{ "allow": [{{entry}}] }""");

        run.ExitCode.Should().Be(isAllowed ? 0 : 1);
        run.Failed.Should().HaveCount(isAllowed ? 0 : 1);
        run.Observed.Contains(" 1 findings, of which 1 is allowed.", StringComparison.Ordinal).Should().Be(isAllowed);
        run.Observed.Contains("lockvalidator.json(1,13): warning LVB002: ", StringComparison.Ordinal).Should().Be(!isAllowed, "what is of no use is told");
    }

    [Fact]
    public async Task A_run_that_observed_nothing_fails()
    {
        SubjectRun run = await SubjectRun.Of("Silent");

        run.ExitCode.Should().Be(1);
        run.Failed.Should().ContainSingle().Which.Message.Should().Contain("LV0027 NothingObserved");
    }

    [Theory]
    [InlineData("Silent.OneTests", true, "a part of one class may well take no lock")]
    [InlineData("Silent", false, "validation is off on purpose")]
    public async Task A_run_that_observed_nothing_passes_where_that_is_no_sign(string filter, bool validation, string because)
    {
        SubjectRun run = await SubjectRun.Of(filter, validation);

        run.ExitCode.Should().Be(0, because);
        run.Failed.Should().BeEmpty();
        run.Results.Should().NotBeEmpty();
    }

    private static string Message(SubjectRun run, string method) => run.Failed.Should().ContainSingle(result => result.Method == method).Subject.Message;
}
