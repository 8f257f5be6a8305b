namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose calls can be observed and altered by hooks.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private readonly List<TPreHook> _pre = [];
            private readonly List<TPostHook> _post = [];
            private readonly List<Action<Module>> _modulePre = [];
            private readonly List<Action<Module>> _modulePost = [];
            private int _hooks;

            protected HookableModule(string name) : base(name) { }

            private protected bool HasHooks => _hooks > 0;
            private protected IEnumerable<TPreHook> PreHooks => _pre.ToArray();
            private protected IEnumerable<TPostHook> PostHooks => _post.ToArray();
            private protected IEnumerable<Action<Module>> ModulePreHooks => _modulePre.ToArray();
            private protected IEnumerable<Action<Module>> ModulePostHooks => _modulePost.ToArray();

            /// <summary>Called after every forward pass with inputs and result; what it returns, unless null, replaces the result.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Register(_post, hook);

            /// <summary>Called before every forward pass with the inputs; what it returns, unless null, replaces them.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(_pre, hook);

            public HookRemover register_forward_hook(Action<Module> hook) => Register(_modulePost, hook);

            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(_modulePre, hook);

            private HookRemover Register<THook>(List<THook> hooks, THook hook)
            {
                hooks.Add(hook);
                _hooks++;
                return new HookRemover(() =>
                {
                    if (hooks.Remove(hook))
                        _hooks--;
                });
            }

            public class HookRemover
            {
                private readonly Action _remove;

                internal HookRemover(Action remove) => _remove = remove;

                public void remove() => _remove();
            }
        }
    }
}
