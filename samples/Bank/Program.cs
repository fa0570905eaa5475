// Transfers between accounts: two mistakes that deadlock some day, and their fixes. The program itself never waits.
using LockValidator;

LockChecker.Default.AddReporter(new TextWriterReporter(Console.Out));
Account ada = new(1, 100), bob = new(2, 100);

Console.WriteLine("1. The audit takes the ledger first, a transfer takes it last:");
var careless = new Bank();
careless.Transfer(ada, 10);
await Task.Run(() => careless.Audit(ada));

Console.WriteLine("2. The same with the ledger always last:");
var careful = new Bank();
careful.Transfer(ada, 10);
careful.AuditInOrder(ada);
Console.WriteLine("nothing to report");

Console.WriteLine("3. Two transfers in opposite directions, each from its own side:");
Account.Move(ada, bob, 5);
Account.Move(bob, ada, 5);

Console.WriteLine("4. The same, the lower number first; a comparer says so to the checker:");
NumberedAccount carla = new(3, 100), dan = new(4, 100);
NumberedAccount.Move(carla, dan, 5);
NumberedAccount.Move(dan, carla, 5);
Console.WriteLine("nothing to report");

internal sealed class Account(int number, int balance)
{
    public ValidatedLock Gate { get; } = new("account");
    public int Number { get; } = number;
    public int Balance { get; set; } = balance;

    public static void Move(Account from, Account to, int amount)
    {
        using var first = from.Gate.EnterScope();
        using var second = to.Gate.EnterScope();
        from.Balance -= amount;
        to.Balance += amount;
    }
}

internal sealed class NumberedAccount
{
    private static readonly LockClass s_class = new("numbered account", order: (a, b) => ((NumberedAccount)a)._number.CompareTo(((NumberedAccount)b)._number));
    private readonly int _number;
    private readonly ValidatedLock _gate;
    private int _balance;

    public NumberedAccount(int number, int balance) => (_number, _balance, _gate) = (number, balance, new ValidatedLock(s_class, owner: this));

    public static void Move(NumberedAccount from, NumberedAccount to, int amount)
    {
        (NumberedAccount lower, NumberedAccount higher) = from._number < to._number ? (from, to) : (to, from);
        using var first = lower._gate.EnterScope();
        using var second = higher._gate.EnterScope();
        from._balance -= amount;
        to._balance += amount;
    }
}

internal sealed class Bank
{
    // Each bank of this sample is to have learnt nothing from the other.
    private readonly ValidatedLock _ledger = new(new LockClass("ledger"));
    private int _entries;

    public void Transfer(Account account, int amount) { using var a = account.Gate.EnterScope(); using var b = _ledger.EnterScope(); account.Balance += amount; _entries++; }
    public int Audit(Account account) { using var a = _ledger.EnterScope(); using var b = account.Gate.EnterScope(); return account.Balance + _entries; }
    public int AuditInOrder(Account account) { using var a = account.Gate.EnterScope(); using var b = _ledger.EnterScope(); return account.Balance + _entries; }
}
