namespace LockValidator.Xunit.Subjects.Cases;

public sealed class ScopeTests
{
    [Fact]
    public void Fails_although_it_opens_a_scope_of_its_own()
    {
        using LockScope scope = LockScope.Begin();
        new Pair("Scoped").Both();
    }

    [Fact]
    public void Passes_since_its_scope_has_a_graph_of_its_own()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        new Pair("OwnGraph").Both();
        Assert.Single(scope.Violations);
    }

    [Fact]
    public void Passes_since_its_scope_keeps_what_it_finds()
    {
        using LockScope scope = LockScope.Begin(keepsFindings: true);
        new Pair("Keeping").Both();
        Assert.Single(scope.Violations);
    }
}
