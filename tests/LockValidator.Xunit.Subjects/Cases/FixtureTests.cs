namespace LockValidator.Xunit.Subjects.Cases;

public sealed class FixtureTests(FixtureTests.Fixture fixture) : IClassFixture<FixtureTests.Fixture>
{
    [Fact]
    public void Has_a_fixture_that_breaks_a_rule_at_its_end() => Assert.NotNull(fixture);

    public sealed class Fixture : IDisposable
    {
        private readonly Pair _locks = new("Fixture");

        public void Dispose() => _locks.Both();
    }
}
