using LockValidator;

var gate = new ValidatedLock();
using (gate.EnterScope())
{
    Console.WriteLine(gate.IsHeldByCurrentThread);
}
