namespace LockValidator.FluentAssertions.Tests;

/// <summary>The code that docs/testing.md and the packages' README files show.</summary>
public sealed class DocumentationSamples
{
    private readonly Bank bank = new();

    [Fact]
    public void Assert()
    {
        LockOrderAssert.NoViolations(() =>
        {
            bank.Transfer();
            bank.AuditInOrder();
        });

        LockOrderAssert.AcquiresInOrder(bank.Transfer, "accounts", "audit");
    }

    [Fact]
    public void Scope()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        bank.Transfer();
        scope.Should().HaveNoViolations();
        scope.Checker.Snapshot().Should().Order("accounts").Before("audit").And.BeAcyclic();

        Action transfer = bank.Transfer;
        transfer.Should().AcquireInOrder("accounts", "audit");
    }

    [Fact]
    public void Violation()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        bank.Transfer();
        bank.Audit();
        scope.Should().HaveViolation(ViolationKind.CircularDependency).Involving("accounts", "audit");
    }

    [Fact]
    public void Script()
    {
        IReadOnlyList<Violation> findings = new LockScript("S=spin").Play("1: A B; 2: B A; 3: S A");
        findings.Select(finding => finding.Kind).Should().Equal(ViolationKind.CircularDependency, ViolationKind.InvalidWaitContext);
    }

    [Fact]
    public void Confirm()
    {
        Violation finding = LockOrderAssert.Violates(ViolationKind.CircularDependency, () =>
        {
            bank.Transfer();
            bank.Audit();
        });

        ConfirmationResult result = finding.Confirm(bank.Transfer, bank.Audit);
        result.Outcome.Should().Be(ConfirmationOutcome.Confirmed);
        result.Explanation.Should().Be(
            "deadlocks for real: 1 holds accounts and waits for audit, which 2 holds; 2 holds audit and waits for accounts, which 1 holds");
    }

    [Fact]
    public void Regression()
    {
        Interleaving.Run("1 2 1 2", bank.Transfer, bank.Audit).Outcome.Should().Be(InterleavingOutcome.Deadlocked);
        Interleaving.Run("1 2 1 2", bank.Transfer, bank.AuditInOrder).ThrowIfDeadlocked();
    }
}
