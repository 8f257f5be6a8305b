namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A network of three inputs. Callers use call, which runs the hooks; derived classes define forward.</summary>
        public abstract class Module<T1, T2, T3, TResult> : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>, IModule<T1, T2, T3, TResult>
        {
            protected Module(string name) : base(name) { }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                if (!HasHooks)
                    return forward(input1, input2, input3);
                foreach (var hook in ModulePreHooks)
                    hook(this);
                foreach (var hook in PreHooks)
                    if (hook(this, input1, input2, input3) is { } modified)
                        (input1, input2, input3) = modified;
                var result = forward(input1, input2, input3);
                foreach (var hook in PostHooks)
                    if (hook(this, input1, input2, input3, result) is { } modified)
                        result = modified;
                foreach (var hook in ModulePostHooks)
                    hook(this);
                return result;
            }
        }
    }
}
