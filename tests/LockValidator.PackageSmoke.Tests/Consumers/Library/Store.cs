namespace Library;

public class Store
{
    protected readonly Lock Gate = new();
    internal readonly object Journal = new();

    public static void Under(object gate, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (gate)
        {
            action();
        }
    }

    public static void Forward(object gate, Action action) => Under(gate, action);
}
