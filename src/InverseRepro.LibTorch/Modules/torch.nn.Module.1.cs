namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A network of one input. Callers use call, which runs the hooks; derived classes define forward.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name) : base(name) { }

            public abstract TResult forward(T input);

            public TResult call(T input)
            {
                if (!HasHooks)
                    return forward(input);
                foreach (var hook in ModulePreHooks)
                    hook(this);
                foreach (var hook in PreHooks)
                    if (hook(this, input) is { } modified)
                        input = modified;
                var result = forward(input);
                foreach (var hook in PostHooks)
                    if (hook(this, input, result) is { } modified)
                        result = modified;
                foreach (var hook in ModulePostHooks)
                    hook(this);
                return result;
            }
        }
    }
}
