namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The base of every network: a tree of named parameters, buffers and modules.</summary>
        public partial class Module : IDisposable
        {
            private readonly string? _name;
            private bool _training = true;

            protected Module(string name) => _name = name;

            /// <summary>True in training mode, the mode of a new module.</summary>
            public virtual bool training => _training;

            /// <summary>Sets the training mode of this module and of all modules below it.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            /// <summary>Sets the evaluation mode of this module and of all modules below it.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> on every module below this one, children before parents, then on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _modules)
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Forgets (or, with <paramref name="set_to_none"/> false, zeroes) the gradients of all parameters.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }
                    using var gradient = parameter.grad;
                    gradient?.zero_();
                }
            }

            public virtual string GetName() => string.IsNullOrEmpty(_name) ? GetType().Name : _name;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the parameters and buffers of this module and of all modules below it.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var (buffer, _) in _buffers.Values)
                    buffer.DetachFromDisposeScope().Dispose();
                foreach (var parameter in _parameters.Values)
                    parameter.DetachFromDisposeScope().Dispose();
                foreach (var child in _modules.Values)
                    child.Dispose();
            }
        }
    }
}
