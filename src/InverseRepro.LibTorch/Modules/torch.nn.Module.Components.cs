using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private static readonly ConcurrentDictionary<Type, FieldInfo[]> ComponentFields = new();

            private readonly OrderedDictionary<string, Module> _modules = [];
            private readonly OrderedDictionary<string, Parameter> _parameters = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _buffers = [];
            private bool _componentsRegistered;

            /// <summary>
            /// Registers every field that holds a module, a parameter or a tensor (as a buffer) under the field's name, in the
            /// order of declaration, the most derived class first. Call it at the end of the constructor.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered)
                    return;
                foreach (var field in ComponentFields.GetOrAdd(GetType(), static type => [.. FieldsOf(type)]))
                {
                    var name = field.ComponentName();
                    if (_modules.ContainsKey(name) || _parameters.ContainsKey(name) || _buffers.ContainsKey(name))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(name, tensor);
                            break;
                    }
                }
                _componentsRegistered = true;
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (!_buffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (!_parameters.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _modules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException("A module's name cannot be empty.", nameof(name));
                if (name.Contains('.'))
                    throw new ArgumentException($"A module's name cannot contain \".\", got: {name}", nameof(name));
                if (_modules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _modules.Add(name, submodule);
            }

            /// <summary>Sets a layer's parameter and its registration; null removes both.</summary>
            private protected void Assign(ref Parameter? slot, Parameter? value, string name)
            {
                if (ReferenceEquals(slot, value))
                    return;
                slot?.Dispose();
                slot = value?.DetachFromDisposeScope() as Parameter;
                if (slot is null)
                    _parameters.Remove(name);
                else
                    _parameters[name] = slot;
            }

            /// <summary>Sets a layer's buffer and its registration; null removes both.</summary>
            private protected void Assign(ref Tensor? slot, Tensor? value, string name)
            {
                if (ReferenceEquals(slot, value))
                    return;
                slot?.Dispose();
                slot = value?.DetachFromDisposeScope();
                if (slot is null)
                    _buffers.Remove(name);
                else
                    _buffers[name] = (slot, true);
            }

            private static IEnumerable<FieldInfo> FieldsOf(Type type)
            {
                const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
                var seen = new HashSet<string>();
                for (var current = type; current is not null && current != typeof(Module); current = current.BaseType)
                    foreach (var field in current.GetFields(Instance))
                        if (field.DeclaringType != typeof(Module) && seen.Add(field.Name))
                            yield return field;
            }
        }
    }
}
