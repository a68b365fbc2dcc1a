"""What a page says where the store cannot answer: a sentence, and what to do."""

from __future__ import annotations

import streamlit as st

from graph.errors import (
    NodeNotFound,
    PolicyGraphError,
    SchemaError,
    StoreAuthError,
    StoreDamaged,
    StoreUnavailable,
)
from views.library import store_url
from views.wording import visible

__all__ = ["show_empty", "show_failure"]


def show_empty() -> None:
    """Say that nothing was loaded yet, and how to."""
    st.info("图库里还没有文件。请先装入政策文件：policygraph ingest 文件或文件夹")


def show_failure(error: PolicyGraphError) -> None:
    """Show an error of the graph as a sentence in Chinese, with the step that helps.

    Args:
        error: what a query raised.
    """
    embedded = store_url().startswith("sqlite:")
    match error:
        case NodeNotFound():
            st.warning("没有找到这个名称。请换一种写法，或清除筛选后重新选择。")
        case StoreUnavailable() if embedded:
            st.error("图库还不能读取：可能尚未装入文件，或文件正被占用。请先装入政策文件，再刷新本页：")
            st.code(f"policygraph ingest 文件或文件夹 --store {store_url()}", language=None)
        case StoreUnavailable():
            st.error("连接不上 Neo4j。请确认服务器已启动、地址正确，再刷新本页。启动本机的服务器：")
            st.code("policygraph neo4j start", language=None)
        case StoreAuthError():
            st.error("Neo4j 不接受用户名或密码。请设置环境变量 NEO4J_USERNAME 和 NEO4J_PASSWORD，再重新启动本应用。")
        case StoreDamaged():
            st.error("图库文件已损坏。请恢复备份，或删除该文件后重新装入政策文件。")
        case SchemaError():
            st.error("这个图库不是本程序建立的，或由更新的版本写成。请换一个图库，或升级 policygraph。")
        case _:
            st.error("查询没有完成。请检查图库地址和参数后重试。")
    st.text(visible(str(error)))
